import sys
def t(s):
    try: exec(s, globals())
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, "name", None), getattr(e, "path", None))
        sys.excepthook(type(e), e, e.__traceback__)
t("import pkg"); t("import pkg.a"); t("print(pkg, pkg.a, pkg.a.x)"); t("from pkg import *; print(a, z)")
t("import pkg.b as B; print(B)"); t("import pkg.c"); t("from pkg import nosuch"); t("import pkg.nosuch"); t("import pkg.a.b")
t("from pkg.sub import deep"); t("import circ1"); t("import circ3"); t("import bad"); t("import err"); t("print('err' in sys.modules)")
t("import repl; print(repl)"); t("from . import x"); t("from .pkg import a"); t("import nosuch1"); t("import nosuch1.x"); t("from pkg.nosuch import y")
sys.modules["blocked"] = None
t("import blocked"); t("__import__('pkg.a')"); t("print(__import__('pkg.a', fromlist=['x']))"); t("from pkg import a as A1, z as Z1; print(A1, Z1)")
print(sorted(k for k in vars(pkg)), [k for k in sys.modules if k.startswith(("pkg","circ"))])
import err
