"""The outbox of mail: sent if, and only if, what it tells about is committed."""
