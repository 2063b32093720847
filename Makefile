# Each line calls bazel or one script; the scripts say what they do.
.PHONY: demo test dist wheel bench lint abi fuzz clean

demo:
	@tools/demo.sh

test:
	@tools/run_tests.sh

dist:
	@tools/make_dist.sh

wheel:
	@tools/make_wheel.sh

bench:
	@bench/run.sh

lint:
	@tools/lint.sh

abi:
	@tools/run_tests.sh //tests/packaging:abi_test //tests/packaging:consumers_test

fuzz:
	@tools/fuzz.sh

clean:
	@tools/clean.sh
