"""What rule B7 says of all public profiles: by the words there are, and by those there might be."""
