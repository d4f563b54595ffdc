def inner(): return {}["k"]
def middle():
    try:
        inner()
    except KeyError as e:
        raise ValueError("could not find k") from e
def outer(): middle()
outer()
