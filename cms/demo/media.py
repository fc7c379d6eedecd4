"""The demo's documents and picture, in the media library."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from cms.demo.content.papers import PAPERS, Paper
from cms.demo.files import families_picture, odt, pdf
from core.images import prepare
from core.models import PortalDocument, PortalImage

PICTURE_TITLE = "Les trois familles de dépenses"
PICTURE_ALT = (
    "Trois cartes : « Vente, promotion » et ses cinq thèmes, « Gestion » et ses quatre, "
    "« Relation client » et ses deux."
)
PRIVATE_COLLECTION = "Documents internes"


def load_media(*, uploaded_by: User) -> dict[tuple[str, str], int]:
    """Put the files in the library; returns their ids by kind and key.

    Private papers go to a collection that only people who signed in may read.
    """
    public = Collection.get_first_root_node()
    private = public.add_child(instance=Collection(name=PRIVATE_COLLECTION))
    CollectionViewRestriction.objects.create(collection=private, restriction_type=CollectionViewRestriction.LOGIN)
    ids = {("image", "familles"): _add_picture(public, uploaded_by)}
    for paper in PAPERS:
        ids["document", paper.key] = _add_paper(paper, private if paper.is_private else public, uploaded_by)
    return ids


def _add_paper(paper: Paper, collection: Collection, uploaded_by: User) -> int:
    data = odt(paper) if paper.filename.endswith(".odt") else pdf(paper)
    document = PortalDocument(title=paper.title, collection=collection, uploaded_by_user=uploaded_by)
    document.file.save(paper.filename, ContentFile(data), save=True)
    document.get_file_size()
    document.get_file_hash()
    return document.pk


def _add_picture(collection: Collection, uploaded_by: User) -> int:
    image = PortalImage(
        title=PICTURE_TITLE,
        description=PICTURE_ALT,
        collection=collection,
        uploaded_by_user=uploaded_by,
        file=ImageFile(io.BytesIO(families_picture()), name="familles.png"),
    )
    image.save()
    image.get_file_hash()
    prepare(image)
    return image.pk
