# make demo     set everything up and open the visualizer on a bundled script
# make test     set everything up and pass the tests
# make bench    measure speed beside python3.11
# make conformance           compile every Python file at hand beside python3.11 and compare (CONFORMANCE_PACKAGES=folder adds more)
# make fuzz SEED=1 COUNT=200000   spoilt programs beside python3.11
# make torture  the test scripts under hostile memory (failing allocations, poisoned blocks, ceaseless collections)
# make lint     formatting and warnings
# make install  PREFIX=/usr/local DESTDIR=

PREFIX  ?= /usr/local
DESTDIR ?=
SWIFT   ?= swift
PYTHON  ?= /usr/bin/python3.11
SEED    ?= 1
COUNT   ?= 200000
# Linked into the program, Swift's own library costs no search for seven shared ones at each start (where the toolchain has it so). The
# toolchain's own linker, because gold warns of a function that Foundation has and the program never calls; and addresses to adjust at a start
# are written in their short form (glibc 2.36).
RESOURCES := $(shell $(SWIFT) -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
STATIC  := $(if $(wildcard $(RESOURCES)_static/linux/libswiftCore.a),--static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
BUILD   := $(SWIFT) build -c release $(STATIC)
VIVARIUM = $(shell $(BUILD) --show-bin-path)/vivarium

# Tests look into modules, which a release build forbids unless asked: they have a build folder of their own.
TESTING := -c release -Xswiftc -enable-testing --scratch-path .build-test

# What Debian has to give: ncurses and cmark to build, tmux for the tests that drive a real terminal, and CPython's own library modules.
PACKAGES := libncurses-dev libcmark-dev tmux libpython3.11-stdlib
MISSING  := $(shell for p in $(PACKAGES); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)

.PHONY: all setup build demo test bench conformance fuzz torture lint install clean

all: build

setup:
ifneq ($(strip $(MISSING)),)
	@if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends $(MISSING); \
	elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends $(MISSING); \
	else echo "These packages are missing; type this, then make again:"; echo "  sudo apt-get install $(MISSING)"; exit 1; fi
endif

build: setup
	$(BUILD) --product vivarium

demo: build
	$(VIVARIUM) Assets/demo/two_lists.py

test: setup
	$(SWIFT) build $(TESTING) --build-tests
	VIVARIUM=$$($(SWIFT) build $(TESTING) --show-bin-path)/vivarium $(SWIFT) test $(TESTING) --skip-build

conformance: build
	@if ! dpkg-query -W -f='$${Status}' libpython3.11-testsuite 2>/dev/null | grep -q 'ok installed'; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends libpython3.11-testsuite; \
	  else echo "libpython3.11-testsuite is not installed: its files are left out"; fi; fi
	VIVARIUM=$(VIVARIUM) PYTHONHASHSEED=0 $(PYTHON) -S Tests/Conformance/conformance.py

fuzz: build
	VIVARIUM=$(VIVARIUM) PYTHONHASHSEED=0 $(PYTHON) -S Tests/Fuzz/fuzz.py --seed $(SEED) --count $(COUNT)

torture: build
	VIVARIUM=$(VIVARIUM) $(PYTHON) Tests/Torture/torture.py

bench: build
	VIVARIUM=$(VIVARIUM) python3.11 Tests/Bench/bench.py

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@! git grep -nE '^[[:space:]]*(@[a-z]+ )?import Foundation$$' -- Sources

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/vivarium
	install -m 755 $(VIVARIUM) $(DESTDIR)$(PREFIX)/bin/vivarium
	cp -R Assets Lessons $(DESTDIR)$(PREFIX)/share/vivarium/

clean:
	rm -rf .build
