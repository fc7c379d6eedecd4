"""Pictures and collections for these tests, and what is in the public folder then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wagtail.models import Collection, CollectionViewRestriction

from core.images import all_specs, is_prepared
from core.models import PortalImage, Rendition
from tests.core.test_images import make_image as make_large_image


def make_image(name: str = "vue.png", **fields: Any) -> PortalImage:
    """A small one: how many sizes there are does not depend on it."""
    return make_large_image(name, (96, 64), **fields)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def assert_in_public(folders: Path, *pictures: PortalImage) -> None:
    """The public folder has the sizes of these pictures, their rows say so, and there is nothing else."""
    names = set(Rendition.objects.filter(image__in=pictures, file__startswith="images/").values_list("file", flat=True))
    assert files(folders / "public") == names
    assert len(names) == sum(len(all_specs(picture)) for picture in pictures)
    for picture in PortalImage.objects.all():
        assert is_prepared(picture) == (picture in pictures)


def collection(name: str, parent: Collection | None = None, *, private: bool = False) -> Collection:
    made = (parent or Collection.get_first_root_node()).add_child(instance=Collection(name=name))
    if private:
        CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return Collection.objects.get(pk=made.pk)
