# lrsim: `make help` lists the targets.

.DEFAULT_GOAL = all
# Together with others, `deps` goes first: what is here is asked below.  What
# follows it alone is built on all cores, unless -j says otherwise.
AFTER_DEPS = $(filter-out deps,$(MAKECMDGOALS))
deps: ## install what the other targets of this call need
	@.ci/deps $(or $(if $(filter check sanitize valgrind lint fuzz coverage \
		distcheck,$(AFTER_DEPS)),check),$(filter test,$(AFTER_DEPS)))
ifneq ($(and $(filter deps,$(MAKECMDGOALS)),$(AFTER_DEPS)),)
	+@$(MAKE) --no-print-directory $(AFTER_DEPS) $(if $(filter -j% --job%, \
		$(MAKEFLAGS))$(word 2,$(AFTER_DEPS)),,-j$$(getconf _NPROCESSORS_ONLN))

$(AFTER_DEPS): deps
	@:
.PHONY: $(AFTER_DEPS) deps
else

# One target is built on all cores, unless -j says otherwise.
ifeq ($(MAKELEVEL)$(filter -j% --job%,$(MAKEFLAGS))$(word 2,$(MAKECMDGOALS)),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN)
endif

VERSION := $(shell cat VERSION)
PREFIX = /usr/local
DESTDIR =
BUILD = build
CC = cc
CFLAGS = -O3
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow
LDFLAGS =

comma = ,
# Those of the flags $1 that the compiler, and with them the linker, know.
known = $(shell for flag in $1; do echo 'int main(void){return 0;}' | $(CC) \
	$$flag -Werror -x c -o /dev/null - 2>/dev/null && echo $$flag; done)
# Hardened where they can; CFLAGS come later, and without optimization
# _FORTIFY_SOURCE would only warn.
HARDEN_CC := $(call known,-fstack-protector-strong)
HARDEN_LD := $(call known,-Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now)
FORTIFY = $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),$(if $(findstring \
	-fsanitize,$(CFLAGS)),,$(if $(findstring FORTIFY_SOURCE,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)))
HARDEN = $(HARDEN_CC) $(FORTIFY)

# Results must not depend on the compiler: no fused, folded or reordered
# arithmetic; pow and its like keep libm's rounding.
NUMERICS := -fno-math-errno -ffp-contract=off -fno-builtin-pow \
	-fno-builtin-exp -fno-builtin-log -fno-builtin-sin -fno-builtin-cos \
	-fno-builtin-tan -fno-builtin-tanh
# A call of memset costs more than the sixteen stores that it replaces.
NUMERICS += $(call known,-fno-tree-loop-distribute-patterns)
CPPFLAGS = -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE \
	-DLRSIM_VERSION='"$(VERSION)"'
LIBS = -lcjson $(SQLITE) $(YAML) -pthread -lm
# The option -l$1 where its header $2 is found.
library = $(shell $(CC) $(CPPFLAGS) -include $2 -E -x c /dev/null >/dev/null \
	2>&1 && echo -l$1)
# Without it sweeps write no database.
SQLITE := $(call library,sqlite3,sqlite3.h)
# Without it no configuration in YAML is read.
YAML := $(call library,yaml,yaml.h)
# Asked when the tests are built.
CHECK_FLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS = $(shell pkg-config --libs check)

STORE = $(addprefix src/output/store/,$(if $(SQLITE),store_none.c, \
	store.c store_begin.c store_lock.c store_read.c store_write.c))
SOURCES := $(filter-out $(STORE) src/syntax/yaml$(if $(YAML),_none).c, \
	$(sort $(shell find src -name '*.c')))
TEST_SOURCES := $(sort $(shell find tests -name '*.c' ! -path 'tests/fuzz/*' \
	! -path 'tests/bench/*'))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
TEST_OBJECTS = $(TEST_SOURCES:%.c=$(BUILD)/%.o)
BENCH_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/bench/*.c))
# The fuzzers have an arena of their own, whose memory runs out.
FUZZ_OBJECTS = $(addprefix $(BUILD)/tests/fuzz/,fuzz.o memory.o trial.o \
	$(FUZZ_TARGETS:=.o)) $(filter-out $(BUILD)/src/base/arena.o,$(LIBRARY))
FUZZ_TARGETS = spec short_form expression override script log configuration \
	arguments
REPLAY = $(BUILD)/tests/fuzz/replay
WALK = $(BUILD)/tests/fuzz/walk
FUZZ_SECONDS = 600
# How many requests of memory each command is refused.
WALKS = 150
# Which of the specs the schema's test judges: each N-th.
SCHEMA_EACH = 16
FUZZ_JOBS = 1

all: $(BUILD)/lrsim ## build the program (the default)

$(BUILD)/lrsim: $(OBJECTS)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(BUILD)/tests/all: $(TEST_OBJECTS) $(LIBRARY)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(TEST_OBJECTS) $(LIBRARY) $(CHECK_LIBS) \
		$(LIBS)

$(REPLAY): $(BUILD)/tests/fuzz/replay.o $(FUZZ_OBJECTS)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# The program once more, with an arena and a C library without memory, with
# descriptors that cannot be closed, or with a signal as a file is opened, where
# the linker can replace a function.
WRAPPED = malloc fopen realpath tmpfile open close
WRAPS := $(call known,-Wl$(comma)--wrap=malloc$(comma)--wrap=__wrap_malloc)
WALK_TEST = $(if $(WRAPS),$(WALK) $(WALKS), \
	tests/skip.sh walk 'everything, for want of a linker with --wrap')
$(BUILD)/tests/fuzz/main.o: src/main.c Makefile VERSION
	@mkdir -p $(@D)
	@$(CC) -std=c11 $(CPPFLAGS) -Dmain=lrsim_main $(CFLAGS) $(WARNINGS) -c \
		-o $@ $<

$(WALK): $(BUILD)/tests/fuzz/walk.o $(BUILD)/tests/fuzz/main.o $(FUZZ_OBJECTS)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) $(WRAPPED:%=-Wl,--wrap=%) -o $@ $^ $(LIBS)

$(BUILD)/tests/fuzz/%_fuzzer: tests/fuzz/fuzzer.c $(FUZZ_OBJECTS)
	@echo '  link    $@'
	@$(CC) -std=c11 $(CPPFLAGS) -I. $(CFLAGS) -fsanitize=fuzzer \
		-DFUZZ_TARGET=fuzz_$* -o $@ $^ $(LIBS)

$(BUILD)/src/base/parallel.o: CPPFLAGS += -pthread
# Where no loop is hot, -O3 would only take time to compile.
COLD = cli command compare export lib spec sweep syntax training/configs
$(COLD:%=$(BUILD)/src/%/%.o): CFLAGS := $(CFLAGS:-O3=-O1)
$(BUILD)/src/%.o: src/%.c Makefile VERSION
	@mkdir -p $(@D)
	@echo '  compile $<'
	@$(CC) -std=c11 $(CPPFLAGS) $(HARDEN) $(CFLAGS) $(NUMERICS) $(WARNINGS) -MMD \
		-MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c Makefile VERSION
	@mkdir -p $(@D)
	@echo '  compile $<'
	@$(CC) -std=c11 $(CPPFLAGS) -I. $(CHECK_FLAGS) $(CFLAGS) $(NUMERICS) \
		$(WARNINGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d) \
	$(BENCH_OBJECTS:.o=.d) 	$(REPLAY).d

demo: $(BUILD)/lrsim ## simulate an example; leaves demo.csv and demo.svg
	$(BUILD)/lrsim run schedules/warmup_cosine.json \
		-o demo.csv -o demo.svg -o - --format txt --summary

# What the tests skip for want of a program or a library: see tests/skip.sh.
# The lines are repeated at the end, where nobody overlooks them.
export SKIPPED = $(abspath $(BUILD))/skipped
LIST_SKIPPED = @test ! -s $(SKIPPED) || { \
	echo; echo 'Skipped (make deps check installs what is missing):'; \
	sed 's/: skipped:/:/' $(SKIPPED); }
test: $(BUILD)/lrsim $(BUILD)/tests/all ## run the unit and command-line tests
	@rm -f $(SKIPPED)
	$(BUILD)/tests/all
	tests/cli/run.py $(BUILD)/lrsim
	$(LIST_SKIPPED)

# The tests of the tree, or of other programs: a sanitizer sees nothing there.
define TREE_TESTS
tests/layers.sh
tests/headers.sh
python3 src/base/number_table.py | cmp - src/base/number_table.h
tests/docs/recipes.py
tests/output/page.sh $(BUILD)/lrsim
tests/sweep/cluster.sh $(BUILD)/lrsim
tests/install.sh $(BUILD)
tests/packaging/action.sh $(BUILD)/lrsim
tests/packaging/dist.sh $(BUILD)
tests/packaging/minimal.sh $(BUILD)
endef
# Empty where `make test` has just passed.
TEST = test
check: $(TEST) $(BUILD)/lrsim $(REPLAY) $(if $(WRAPS),$(WALK)) $(BUILD)/man/tables ## run all the tests
	$(TREE_TESTS)
	tests/reference/names.py $(BUILD)/lrsim
	tests/docs/run.sh $(BUILD)/lrsim
	tests/plots.sh $(BUILD)/lrsim
	tests/output/window.py $(BUILD)/lrsim
	tests/output/progress.py $(BUILD)/lrsim
	tests/command/schema.py $(BUILD)/lrsim $(SCHEMA_EACH)
	tests/sweep/laws.py $(BUILD)/lrsim
	tests/command/completion.py $(BUILD)/lrsim
	tests/sweep/resume.py $(BUILD)/lrsim
	tests/fuzz/run.sh $(BUILD)
	$(WALK_TEST)
	$(LIST_SKIPPED)

SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize: ## run the tests under ASan and UBSan
	+$(MAKE) BUILD=$(BUILD)/sanitize CFLAGS='-O1 -g $(SANITIZERS)' \
		SCHEMA_EACH=256 TREE_TESTS= WALKS=10 check

valgrind: $(BUILD)/lrsim ## run the command-line tests under valgrind
	WRAPPER="valgrind -q --error-exitcode=99 --leak-check=full" \
		tests/cli/run.py $(BUILD)/lrsim

reference: $(BUILD)/lrsim ## record the tests' values again from the real systems
	tests/reference/record.py
	tests/reference/table.py $(BUILD)/lrsim tests/reference/*.jsonl

# Compared where it is installed.
LBFGS = $(call library,lbfgs,lbfgs.h)
bench: $(BUILD)/lrsim $(BUILD)/tests/bench/bench ## time it beside hand-written loops
	$(BUILD)/tests/bench/bench $(BUILD)/lrsim
	@/usr/bin/python3 -c 'import torch' 2>/dev/null && \
		/usr/bin/python3 tests/bench/torch_steps.py || \
		echo '(python3-torch is not installed, and so not compared)'

$(BUILD)/tests/bench/bench: $(BENCH_OBJECTS) $(LIBRARY)
	@echo '  link    $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(LBFGS)

FUZZ_FLAGS = -O1 -g -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
fuzz: ## look for inputs that break a law, FUZZ_SECONDS each, FUZZ_JOBS at once
	+$(MAKE) BUILD=$(BUILD)/fuzz CC=clang CFLAGS='$(FUZZ_FLAGS)' \
		$(FUZZ_TARGETS:%=$(BUILD)/fuzz/tests/fuzz/%_fuzzer)
	tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS) $(FUZZ_JOBS) \
		$(FUZZ_TARGETS)

coverage: ## the lines that the tests run; fails below 90 %
	+$(MAKE) BUILD=$(BUILD)/coverage CC=gcc CFLAGS='-O0 -g --coverage' \
		$(BUILD)/coverage/lrsim $(BUILD)/coverage/tests/all
	tests/coverage.sh $(BUILD)/coverage 90

# Each version of clang-format lays out in its own way: this one judges.
FORMAT_VERSION = 14
FORMAT = $(shell command -v clang-format-$(FORMAT_VERSION) || echo clang-format)
lint: ## no warning from clang or cppcheck, clang's bytes, the layout of `make format`
	@if $(FORMAT) --version | grep -q 'version $(FORMAT_VERSION)\.'; then \
		$(FORMAT) --dry-run -Werror $$(find src tests -name '*.[ch]'); \
	else \
		echo 'lint: the layout is skipped: clang-format $(FORMAT_VERSION)' \
			"judges it, and here is $$($(FORMAT) --version)"; \
	fi
	+$(MAKE) BUILD=$(BUILD)/clang CC=clang WARNINGS='$(WARNINGS) -Werror' \
		$(BUILD)/clang/lrsim
	clang -std=c11 $(CPPFLAGS) -I. $(CHECK_FLAGS) $(WARNINGS) -Werror \
		-fsyntax-only $(TEST_SOURCES) \
		$(filter-out %/fuzzer.c,$(wildcard tests/fuzz/*.c))
	+$(MAKE) $(BUILD)/lrsim
	tests/sweep/laws.py $(BUILD)/lrsim $(BUILD)/clang/lrsim
	cppcheck -q --enable=warning,performance,portability \
		--suppress=normalCheckLevelMaxBranches \
		--error-exitcode=1 --inline-suppr -Isrc src

$(BUILD)/man/tables: man/tables.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  link    $@'
	@$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(LDFLAGS) -o $@ $^ $(LIBS)

man: $(BUILD)/lrsim $(BUILD)/man/tables ## make the tables in man/ and docs/ anew
	for page in $(MANUALS) $$(grep -l '(generated)' docs/*.md); do \
		man/generate.py $(BUILD)/lrsim $(BUILD)/man/tables $$page \
			>$(BUILD)/man/page && cp $(BUILD)/man/page $$page || exit; \
	done

plots: export PATH := $(abspath $(BUILD)):$(PATH)
plots: $(BUILD)/lrsim ## draw the gallery into BUILD/plots
	@mkdir -p $(BUILD)/plots/kinds
	plots/kinds.py $(BUILD)/lrsim >$(BUILD)/plots/kinds/README.md
	plots/draw.sh plots/README.md $(BUILD)/plots/ideas
	plots/draw.sh $(BUILD)/plots/kinds/README.md $(BUILD)/plots/kinds

gallery: export PATH := $(abspath $(BUILD)):$(PATH)
gallery: $(BUILD)/lrsim ## draw every kind of picture into BUILD/plots/gallery
	@mkdir -p $(BUILD)/plots/gallery
	cp plots/gallery.md $(BUILD)/plots/gallery/README.md
	plots/draw.sh plots/gallery.md $(BUILD)/plots/gallery

format: ## lay the sources out
	$(FORMAT) -i $$(find src tests -name '*.[ch]')

# The usual GNU names, for packagers.
prefix = $(PREFIX)
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
datarootdir = $(prefix)/share
datadir = $(datarootdir)
mandir = $(datarootdir)/man
docdir = $(datarootdir)/doc/lrsim
INSTALL = install
MANUALS = $(wildcard man/*.[1-9])
# man/lrsim.1 goes into man1, and so on.
section = $(mandir)/man$(subst .,,$(suffix $1))/$(notdir $1)
# Where the shells look for completions.
bashcompdir = $(datarootdir)/bash-completion/completions
zshcompdir = $(datarootdir)/zsh/site-functions
fishcompdir = $(datarootdir)/fish/vendor_completions.d
COMPLETIONS = $(bashcompdir)/lrsim $(zshcompdir)/_lrsim \
	$(fishcompdir)/lrsim.fish
EXAMPLES := $(sort $(shell find schedules -type f))
DOCUMENTS = README.md LICENSE $(wildcard docs/*.md docs/examples/*)
INSTALLED = $(bindir)/lrsim $(COMPLETIONS) $(foreach f,$(MANUALS),$(call section,$f)) \
	$(EXAMPLES:%=$(datadir)/lrsim/%) $(DOCUMENTS:%=$(docdir)/%)
# mode, source, destination; the empty line ends the command
define put
$(INSTALL) -d '$(DESTDIR)$(patsubst %/,%,$(dir $3))'
$(INSTALL) -m $1 $2 '$(DESTDIR)$3'

endef

$(BUILD)/completion.%: $(BUILD)/lrsim
	$< completion $* >$@

install: $(BUILD)/lrsim $(addprefix $(BUILD)/completion.,bash zsh fish) ## install below DESTDIR and PREFIX
	$(call put,755,$<,$(bindir)/lrsim)
	$(call put,644,$(BUILD)/completion.bash,$(bashcompdir)/lrsim)
	$(call put,644,$(BUILD)/completion.zsh,$(zshcompdir)/_lrsim)
	$(call put,644,$(BUILD)/completion.fish,$(fishcompdir)/lrsim.fish)
	$(foreach f,$(MANUALS),$(call put,644,$f,$(call section,$f)))
	$(foreach f,$(EXAMPLES),$(call put,644,$f,$(datadir)/lrsim/$f))
	$(foreach f,$(DOCUMENTS),$(call put,644,$f,$(docdir)/$f))

uninstall: ## remove what `make install` puts there, given the same names
	rm -f $(INSTALLED:%='$(DESTDIR)%')
	-find '$(DESTDIR)$(datadir)/lrsim' '$(DESTDIR)$(docdir)' -depth \
		-type d -empty -exec rmdir {} \;

# The same bytes from the same files: sorted, with fixed times and owners.  It
# needs GNU tar.
DIST = lrsim-$(VERSION)
dist: ## make lrsim-VERSION.tar.gz
	if test -e .git && command -v git >/dev/null; then git ls-files; else \
		find . \( -path './$(BUILD)' -o -name .git -o -name __pycache__ \) -prune -o \
		! -type d ! -name '$(DIST).*' ! -name 'demo.*' -print; fi | \
		sed 's,^\./,,' | LC_ALL=C sort >$(DIST).files
	tar -cf $(DIST).tar -T $(DIST).files --format=ustar \
		--mtime=@946684800 --owner=0 --group=0 --numeric-owner \
		--mode=u=rwX,go=rX --transform='s,^,$(DIST)/,'
	gzip -9nf $(DIST).tar && rm $(DIST).files

HOMEPAGE = https://example.org/lrsim
packages: dist ## lay out what Debian, Homebrew and Arch take, in BUILD/packages
	packaging/packages.sh $(DIST).tar.gz $(BUILD)/packages $(HOMEPAGE)

distcheck: dist ## unpack what `make dist` made, build it and test it there
	rm -rf $(BUILD)/dist && mkdir -p $(BUILD)/dist
	tar -xzf $(DIST).tar.gz -C $(BUILD)/dist
	+$(MAKE) -C $(BUILD)/dist/$(DIST) BUILD=build check dist
	cmp $(DIST).tar.gz $(BUILD)/dist/$(DIST)/$(DIST).tar.gz

clean: ## remove what was built
	rm -rf $(BUILD) $(DIST).* demo.csv demo.svg

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile | \
		while read -r name text; do printf '%-10s %s\n' "$$name" "$$text"; done

.PHONY: all deps demo test check reference sanitize valgrind bench fuzz coverage lint man \
	plots gallery format install uninstall dist packages distcheck clean help
endif
