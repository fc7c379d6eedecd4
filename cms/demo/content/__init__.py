"""The demo's content: the portal's FAQ of 2021 in our own words, and a few pages around it."""

from cms.demo.content import activateurs, commerce, numerisation, transformation

THEMES = (numerisation.THEME, commerce.THEME, transformation.THEME, activateurs.THEME)
