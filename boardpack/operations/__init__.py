"""Writes of packs: composing a draft, publishing it, starting a further edition."""
