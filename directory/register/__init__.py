"""The public register of companies, at a service that speaks like the State's «recherche d’entreprises»."""
