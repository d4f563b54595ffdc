print("pkg init", __name__, __package__, __path__, __file__, __spec__.name, __spec__.parent)
__all__ = ["a", "z"]
z = 26
