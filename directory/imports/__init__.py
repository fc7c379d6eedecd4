"""Reading the State's open data export of activators: files into records, records into rows, rows into decisions."""
