"""Box, card and stand around the figure. World frame of mesh.py, mm."""

# Printed faces of each packaging, (width, height) in mm at the preset's usual figure size; their
# aspects are what counts: build_packaging scales them with the figure.
# Blister front: hang hole in the top 8 %, title band down to 19 %, name in the lowest 13 %.
# Stand front: name and title in the top 22 %; below it the figure covers the middle third.
ART: dict[str, dict[str, tuple[float, float]]] = {
    "window_box": {"header": (216.0, 30.0), "footer": (216.0, 24.0), "backdrop": (200.0, 240.0)},
    "stand": {"front": (200.0, 250.0), "plate": (90.0, 18.0)},
    "blister_card": {"front": (204.0, 255.0)},
}
