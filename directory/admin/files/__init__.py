"""Files of applicants in the admin: the reviewers' queue, one screen per file, and the decisions."""
