"""Layers that a viewer shows at some sizes alone (ISO 32000-1, table 102, Zoom)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


def hide_zoomed_layers(pdf: Pdf) -> None:
    """Switch off, in memory, the layers hidden at the page's own size.

    SECURITY: the library that draws pages heeds no zoom, so that words nobody sees would be drawn and said.
    """
    layers = pdf.Root.get(Name.OCProperties)
    if not isinstance(layers, Dictionary):
        return
    hidden = list(_hidden(layers.get(Name.OCGs)))
    if not hidden:
        return
    if not isinstance(layers.get(Name.D), Dictionary):
        layers.D = Dictionary()
    ids = {layer.objgen for layer in hidden}
    for key in (Name.ON, Name.OFF):
        known = layers.D.get(key)
        layers.D[key] = Array(
            [one for one in known if one.objgen not in ids] if isinstance(known, Array) else []
        )
    layers.D.OFF = Array([*layers.D.OFF, *hidden])


def _hidden(known: Object | None) -> Iterator[Object]:
    for layer in known if isinstance(known, Array) else ():
        usage = layer.get(Name.Usage) if isinstance(layer, Dictionary) else None
        zoom = usage.get(Name.Zoom) if isinstance(usage, Dictionary) else None
        if isinstance(zoom, Dictionary) and not _is_at_own_size(zoom):
            yield layer


def _is_at_own_size(zoom: Dictionary) -> bool:
    try:
        least, most = zoom.get(Name("/min"), 0), zoom.get(Name("/max"), None)
        return float(least) <= 1 and (most is None or float(most) > 1)
    except (TypeError, ValueError):  # no number: taken for shown at no size
        return False
