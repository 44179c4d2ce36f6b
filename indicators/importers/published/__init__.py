"""
Files as the Department for Education and the Office for National Statistics publish them, read line by line.

Figures, populations and lists of statistical neighbours. Knows what a file says, not which of it a site wants or holds.
"""

from indicators.importers.published.figures import CollectedFigures, Figure, collect_figures
from indicators.importers.published.maps import FigureMap, known_maps, read_maps
from indicators.importers.published.neighbours import NeighbourList, collect_neighbours
from indicators.importers.published.opened import Layout, PublishedFile, read_published
from indicators.importers.published.places import Level, PublishedPlace
from indicators.importers.published.populations import CollectedPopulations, collect_populations

__all__ = [
    "CollectedFigures",
    "CollectedPopulations",
    "Figure",
    "FigureMap",
    "Layout",
    "Level",
    "NeighbourList",
    "PublishedFile",
    "PublishedPlace",
    "collect_figures",
    "collect_neighbours",
    "collect_populations",
    "known_maps",
    "read_maps",
    "read_published",
]
