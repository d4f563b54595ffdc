def f(a, b, c):
    if a and b or not c: return 1
    elif a < b <= c != 3: return 2
    else: x = a if b else c
    for i in [1, 2, 3]:
        if i: break
    else: x = 2
    for i, (j, *k) in a:
        while b:
            if c: continue
            if a is None: break
            if a is not None: return
        else: c = 1
    while True:
        if x: break
    while 1: pass
    while 0: dead()
    if 0: dead()
    if 1: alive()
    else: dead()
    assert a, b
    assert a
    del a, b.c, c[1]
    raise ValueError from None
def tries():
    try: a()
    except A: b()
    except (B, C) as e: c(e)
    except: d()
    else: e2()
    finally: f()
    for x in y:
        try:
            if x: return x
            if y: break
            continue
        finally: z()
    try:
        try: a
        finally: b
    except E: raise
    try: a()
    except* A as e: b()
    except* B: c()
    else: d()
    finally: e3()
    with a as b, c() as (d, e):
        if b: return 1
        with e: pass
    return 2
