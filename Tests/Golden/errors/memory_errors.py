for s in ("[0]*10**15", "'a'*10**15", "b'a'*10**15", "(1,)*10**15", "bytearray(10**15)", "[0]*(2**62)", "'a'*2**63", "list(range(10**15)) if 0 else 1"):
    try: eval(s); print("ok")
    except Exception as e: print(type(e).__name__, e)
try: raise MemoryError
except MemoryError as e: print(repr(e), e.args)
try: raise MemoryError("m")
except MemoryError as e: print(repr(e), e.args)
l = [MemoryError() for i in range(20)]
del l
raise MemoryError
