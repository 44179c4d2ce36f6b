"""What the board reads: packs, the document, its renderers, and every page that joins indicators with actions."""
