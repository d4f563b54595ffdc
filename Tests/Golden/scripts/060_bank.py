class InsufficientFunds(Exception): pass
class Account:
    _next = 1
    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.log = owner, balance, []
        self.id = Account._next; Account._next += 1
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self._balance += amount; self.log.append(("deposit", amount)); return self
    def withdraw(self, amount):
        if amount > self._balance: raise InsufficientFunds(f"{self.owner} has {self._balance}, needs {amount}")
        self._balance -= amount; self.log.append(("withdraw", amount)); return self
    def __str__(self): return f"#{self.id} {self.owner}: {self._balance:,.2f}"
class Savings(Account):
    rate = 0.05
    def add_interest(self): return self.deposit(self.balance * self.rate)
a, b = Account("Ann", 100), Savings("Bob", 2000)
a.deposit(50).withdraw(30); b.add_interest()
print(a, b, a.log, b.log, sep="\n")
for action in (lambda: a.withdraw(1000), lambda: a.deposit(-5), lambda: setattr(a, "balance", 1)):
    try:
        action()
    except (InsufficientFunds, ValueError) as e:
        print(type(e).__name__ + ":", e)
    except AttributeError as e:
        print("AttributeError:", e)
def transfer(src, dst, amount):
    before = src.balance, dst.balance
    try:
        src.withdraw(amount); dst.deposit(amount)
    except InsufficientFunds as e:
        print("failed:", e); return False
    else:
        print("moved", amount); return True
    finally:
        print(before, "->", (src.balance, dst.balance))
print(transfer(b, a, 500), transfer(a, b, 9999))
