"""What connects the parts; one interaction per module, each with ``register(app, atlas)``."""
