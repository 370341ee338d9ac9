"""From meshes to pictures: the path tracer, exact layers, light, lens, a turning clip."""
