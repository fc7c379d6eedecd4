"""Files of the marks in the demo: plain placeholders that say so, nobody's artwork; and who has downloaded them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from cms.demo.accounts import ACTIVATOR
from cms.demo.files import pdf_page, pdf_text
from directory.actions.mark_files import add_file, note_download, withdraw_file
from directory.markfiles.checking import check_mark_file
from directory.models import BrandMark, MarkFile
from directory.rules.marks import MARK_NAMES, Mark

_SIZE = (900, 300)  # pixels
_COLOURS = {Mark.FRANCE_NUM: "#5b4b8a", Mark.ENTREPRISE_FRANCE_NUM: "#8a4b08", Mark.ACTIVATEUR_FRANCE_NUM: "#1b6e5a"}
_LABEL = "exemple"
_TITLE = "Fichier d’exemple"
_GUIDANCE = (
    "<p>Texte d’exemple de la démonstration : les vraies conditions d’utilisation sont écrites ici par qui répond de "
    "la marque.</p><ul><li>Ces fichiers sont de simples cadres : aucun n’est un vrai logo.</li></ul>"
)


def load_marks(*, owner: User, now: datetime) -> None:
    """Give each mark its placeholders, and the demo's activator a few downloads. Within the loading's transaction."""
    own = Mark.ACTIVATEUR_FRANCE_NUM
    BrandMark.objects.filter(code=own).update(guidance=_GUIDANCE)
    former = _add(own, "2025-1", _png(own, "ancien exemple"), owner, now, 90)
    for mark in Mark:
        _add(mark, "2026-1", _png(mark), owner, now, 30)
    drawing = _add(own, "2026-1", _svg(own), owner, now, 30)
    _add(own, "2026-1", _pdf(own), owner, now, 30)
    activator = User.objects.get(username=ACTIVATOR.username)
    for file, hours in ((former, 24 * 31), (drawing, 50), (drawing, 2)):
        note_download(file, by=activator, now=now - timedelta(hours=hours))
    withdraw_file(former, by=owner, now=now - timedelta(days=30))


def _add(mark: Mark, version: str, data: bytes, owner: User, now: datetime, days: int) -> MarkFile:
    row, at = BrandMark.objects.get(code=mark), now - timedelta(days=days)
    return add_file(row, title=_TITLE, version=version, checked=check_mark_file(data), by=owner, now=at)


def _png(mark: Mark, label: str = _LABEL) -> bytes:
    """A transparent PNG: a frame with the mark's name in plain letters."""
    picture = Image.new("RGBA", _SIZE, (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    width, height = _SIZE
    draw.rectangle((10, 10, width - 10, height - 10), fill="white", outline=_COLOURS[mark], width=6)
    for text, size, y in ((MARK_NAMES[mark], 64, 120), (label, 44, 215)):
        draw.text((width / 2, y), text, fill=_COLOURS[mark], font=ImageFont.load_default(size), anchor="mm")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _svg(mark: Mark) -> bytes:
    colour, (width, height) = _COLOURS[mark], _SIZE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect x="10" y="10" width="{width - 20}" height="{height - 20}" fill="#fff" stroke="{colour}" '
        f'stroke-width="6"/><g fill="{colour}" text-anchor="middle" font-family="sans-serif">'
        f'<text x="{width / 2}" y="140" font-size="64">{escape(MARK_NAMES[mark])}</text>'
        f'<text x="{width / 2}" y="225" font-size="44">{_LABEL}</text></g></svg>'
    ).encode()


def _pdf(mark: Mark) -> bytes:
    text = pdf_text(f"{MARK_NAMES[mark]} ({_LABEL})")
    return pdf_page(_TITLE, f"2 w 56 640 480 140 re S BT /F2 24 Tf 80 700 Td ({text}) Tj ET")
