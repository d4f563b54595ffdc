# make demo     set everything up and open the visualizer on a bundled script
# make test     set everything up and pass the tests
# make bench    measure speed beside python3.11
# make lint     formatting and warnings
# make install  PREFIX=/usr/local DESTDIR=

PREFIX  ?= /usr/local
DESTDIR ?=
SWIFT   ?= swift
# Linked into the program, Swift's own library costs no search for seven shared ones at each start (where the toolchain has it so).
RESOURCES := $(shell $(SWIFT) -print-target-info 2>/dev/null | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
STATIC  := $(if $(wildcard $(RESOURCES)_static/linux/libswiftCore.a),--static-swift-stdlib)
BUILD   := $(SWIFT) build -c release $(STATIC)
VIVARIUM = $(shell $(BUILD) --show-bin-path)/vivarium

# Tests look into modules, which a release build forbids unless asked: they have a build folder of their own.
TESTING := -c release -Xswiftc -enable-testing --scratch-path .build-test

# What Debian has to give: ncurses and cmark to build, tmux for the tests that drive a real terminal, and CPython's own library modules.
PACKAGES := libncurses-dev libcmark-dev tmux libpython3.11-stdlib
MISSING  := $(shell for p in $(PACKAGES); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)

.PHONY: all setup build demo test bench lint install clean

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
