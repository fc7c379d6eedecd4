"""Files that people send: checked before anything is kept, private, and seen only by whoever may."""
