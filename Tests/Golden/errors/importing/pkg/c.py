from . import b
from .b import bb as q
from .. import nothing
