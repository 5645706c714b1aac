# lrsim: `make help` lists the targets.

VERSION = 0.1.0
PREFIX = /usr/local
DESTDIR =
BUILD = build
CC = cc
CFLAGS = -O3 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow
LDFLAGS =

# Results must not depend on the compiler: no fused, folded or reordered
# arithmetic; pow and its like keep libm's rounding.
NUMERICS = -fno-math-errno -ffp-contract=off -fno-builtin-pow \
	-fno-builtin-exp -fno-builtin-log -fno-builtin-sin -fno-builtin-cos \
	-fno-builtin-tan -fno-builtin-tanh
# A call of memset costs more than the sixteen stores that it replaces.
NUMERICS += $(if $(findstring clang,$(CC)),,-fno-tree-loop-distribute-patterns)
CPPFLAGS = -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE \
	-DLRSIM_VERSION='"$(VERSION)"'
LIBS = -lcjson -lm
# Asked when it is needed, since `make deps check` installs it first.
CHECK_FLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS = $(shell pkg-config --libs check)

SOURCES := $(sort $(shell find src -name '*.c'))
TEST_SOURCES := $(sort $(shell find tests -name '*.c' ! -path 'tests/fuzz/*' \
	! -path 'tests/bench/*'))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
TEST_OBJECTS = $(TEST_SOURCES:%.c=$(BUILD)/%.o)

all: $(BUILD)/lrsim ## build the program (the default)

$(BUILD)/lrsim: $(OBJECTS)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(BUILD)/tests/all: $(TEST_OBJECTS) $(LIBRARY)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(TEST_OBJECTS) $(LIBRARY) $(CHECK_LIBS) \
		$(LIBS)

$(BUILD)/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo '  compile $<'
	@$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(NUMERICS) $(WARNINGS) -MMD -MP \
		-c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	@echo '  compile $<'
	@$(CC) -std=c11 $(CPPFLAGS) -I. $(CHECK_FLAGS) $(CFLAGS) $(NUMERICS) \
		$(WARNINGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)

deps: ## install what the other targets of this call need
	@.ci/deps $(if $(filter check sanitize valgrind lint,$(MAKECMDGOALS)),test)

demo: $(BUILD)/lrsim ## simulate an example; leaves demo.csv and demo.svg
	$(BUILD)/lrsim run schedules/warmup_cosine.json \
		-o demo.csv -o demo.svg -o - --format txt --summary

check: $(BUILD)/lrsim $(BUILD)/tests/all ## run the tests
	$(BUILD)/tests/all
	tests/layers.sh
	python3 src/base/number_table.py | cmp - src/base/number_table.h
	tests/cli/run.sh $(BUILD)/lrsim

SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize: ## run the tests under ASan and UBSan
	+$(MAKE) BUILD=$(BUILD)/sanitize CFLAGS='-O1 -g $(SANITIZERS)' check

valgrind: $(BUILD)/lrsim ## run the command-line tests under valgrind
	WRAPPER='valgrind -q --error-exitcode=99 --leak-check=full' \
		tests/cli/run.sh $(BUILD)/lrsim

lint: ## no warning from clang or cppcheck, and the layout of `make format`
	clang-format --dry-run -Werror $$(find src tests -name '*.[ch]')
	+$(MAKE) BUILD=$(BUILD)/clang CC=clang WARNINGS='$(WARNINGS) -Werror' \
		$(BUILD)/clang/lrsim $(BUILD)/clang/tests/all
	cppcheck -q --enable=warning,performance,portability \
		--error-exitcode=1 --inline-suppr -Isrc src

format: ## lay the sources out
	clang-format -i $$(find src tests -name '*.[ch]')

install: $(BUILD)/lrsim ## install below DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin
	install $(BUILD)/lrsim $(DESTDIR)$(PREFIX)/bin/lrsim

clean: ## remove what was built
	rm -rf $(BUILD) demo.csv demo.svg

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile | \
		while read -r name text; do printf '%-10s %s\n' "$$name" "$$text"; done

.PHONY: all deps demo check sanitize valgrind lint format install clean help
