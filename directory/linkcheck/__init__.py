"""Rule W11: whether links answer, and whether a site has its legal notice. It asks other people's servers."""
