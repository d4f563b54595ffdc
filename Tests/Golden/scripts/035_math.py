import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fabs(-3), math.factorial(20), math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2))
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, -1), math.hypot(3, 4), math.degrees(math.pi), math.radians(180), math.asin(1), math.sinh(1))
print(math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.exp(1), math.expm1(1e-10), math.pow(2, 0.5))
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(3.25), math.frexp(8), math.ldexp(0.5, 4))
print(math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.isqrt(99), math.dist((0, 0), (3, 4)), math.gamma(5), math.lgamma(10), math.erf(1), math.remainder(7, 4), math.cbrt(27), math.exp2(3))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("a"), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.factorial(1.5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
