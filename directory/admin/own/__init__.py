"""«Ma fiche»: what activators see of the admin, and nothing else."""
