"""Finding the exact point of an address, at a service that speaks like the Base Adresse Nationale."""
