"""A coloured solid as a 3MF file, the format of slicers: 3MF Core Specification 1.3 and its
Materials and Properties Extension 1.2 (a colour group, an entry of it for each triangle)."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import numpy as np

_OPC = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="{_OPC}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
</Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="{_OPC}/relationships"><Relationship Target="/3D/3dmodel.model" Id="rel0" \
Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>"""
_MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<model unit="millimeter" xml:lang="en-US" \
xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" \
xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">
{metadata}
<resources><m:colorgroup id="1">{colors}</m:colorgroup>
<object id="2" type="model" name={name} pid="1" pindex="0"><mesh>
<vertices>{vertices}</vertices>
<triangles>{triangles}</triangles>
</mesh></object></resources>
<build><item objectid="2"/></build>
</model>"""


def pack_3mf(
    vertices: np.ndarray,
    faces: np.ndarray,
    palette: np.ndarray,
    color: np.ndarray,
    *,
    name: str,
    metadata: Mapping[str, str],
) -> bytes:
    """vertices: (n, 3) mm, z up. faces: (m, 3). palette: (k, 3) uint8 sRGB. color: (m,) index
    of each face into it. metadata: by the names that the core specification knows."""
    rows = np.column_stack([faces, color]).tolist()
    model = _MODEL.format(
        metadata="".join(
            f"<metadata name={quoteattr(key)}>{escape(value)}</metadata>"
            for key, value in metadata.items()
        ),
        colors="".join(f'<m:color color="#{bytes(row).hex().upper()}FF"/>' for row in palette),
        name=quoteattr(name),
        vertices="".join(
            f'<vertex x="{x:.4f}" y="{y:.4f}" z="{z:.4f}"/>' for x, y, z in vertices.tolist()
        ),
        triangles="".join(
            f'<triangle v1="{a}" v2="{b}" v3="{c}" pid="1" p1="{p}"/>' for a, b, c, p in rows
        ),
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for path, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("3D/3dmodel.model", model),
        ):
            archive.writestr(path, text)
    return packed.getvalue()
