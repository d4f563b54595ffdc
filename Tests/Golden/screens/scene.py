class Node:
    def __init__(self, value, link=None):
        self.value = value
        self.link = link


def total(nodes):
    result = 0
    for node in nodes:
        result += node.value
    return result


def counter():
    n = 0

    def step():
        nonlocal n
        n += 1
        return n

    return step


a = Node(1)
b = Node(2, a)
a.link = b
pair = [a, b]
names = {"first": a, "text": "\x1b[31mred"}
print("total", total(pair), names["text"])
step = counter()
step()
try:
    names["nobody"]
except KeyError as error:
    print("caught", error)
del a, b, pair, names
import gc
print(gc.collect())
