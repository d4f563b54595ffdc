bb = 2
from .sub import deep
from ..pkg import a
