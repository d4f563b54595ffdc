total = 0
def add(n):
    global total, created
    total += n
    created = "yes"
add(5); add(6)
print(total, created)
def shadow():
    total = 100
    def deep():
        nonlocal total
        total += 1
        return total
    return deep(), total
print(shadow(), total)
def unbound():
    try:
        print(total)
        total = 1
    except UnboundLocalError as e:
        print(e)
unbound()
def deleted():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
deleted()
try:
    undefined_name
except NameError as e:
    print(e, e.name)
del total
print("total" in globals(), "created" in globals(), sorted(k for k in globals() if not k.startswith("_")))
