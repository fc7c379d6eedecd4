"""«Marques» in the admin: conditions of use, files, and who has downloaded them."""
