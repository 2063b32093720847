// SPDX-License-Identifier: Apache-2.0

// Command sigstore_go_verify times sigstore-go: it verifies one bundle again and again in this
// process, with the trusted root, the identity policy and the artifact loaded beforehand, and
// prints the times as one line of JSON. One iteration parses the bundle and verifies all of it.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"syscall"
	"time"

	"github.com/sigstore/sigstore-go/pkg/bundle"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/verify"
)

const module = "github.com/sigstore/sigstore-go"

type request struct {
	bundle, trustedRoot, artifact, identity, issuer string
	iterations                                      int
}

type result struct {
	Peer       string  `json:"peer"`
	Version    string  `json:"version"`
	Bundle     string  `json:"bundle"`
	Iterations int     `json:"iterations"`
	MinUs      float64 `json:"min_us"`
	MedianUs   float64 `json:"median_us"`
	P90Us      float64 `json:"p90_us"`
	CPUUs      float64 `json:"cpu_us"`
}

// loaded is what a caller who verifies many bundles keeps between them.
type loaded struct {
	verifier   *verify.Verifier
	identity   verify.CertificateIdentity
	bundleJSON []byte
	artifact   []byte
}

func load(r request) (*loaded, error) {
	trusted, err := root.NewTrustedRootFromPath(r.trustedRoot)
	if err != nil {
		return nil, err
	}
	verifier, err := verify.NewVerifier(trusted,
		verify.WithSignedCertificateTimestamps(1),
		verify.WithTransparencyLog(1),
		verify.WithObserverTimestamps(1))
	if err != nil {
		return nil, err
	}
	identity, err := verify.NewShortCertificateIdentity(r.issuer, "", r.identity, "")
	if err != nil {
		return nil, err
	}
	bundleJSON, err := os.ReadFile(r.bundle)
	if err != nil {
		return nil, err
	}
	artifact, err := os.ReadFile(r.artifact)
	if err != nil {
		return nil, err
	}
	return &loaded{verifier, identity, bundleJSON, artifact}, nil
}

func (l *loaded) verifyOnce() error {
	var signed bundle.Bundle
	if err := signed.UnmarshalJSON(l.bundleJSON); err != nil {
		return err
	}
	policy := verify.NewPolicy(verify.WithArtifact(bytes.NewReader(l.artifact)),
		verify.WithCertificateIdentity(l.identity))
	_, err := l.verifier.Verify(&signed, policy)
	return err
}

// cpuUs is the processor time of this process so far, the garbage collector's included.
func cpuUs() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1000
}

// measure returns the sorted microseconds of the iterations and their mean processor time, after a
// tenth of them unmeasured.
func measure(l *loaded, iterations int) ([]float64, float64, error) {
	for range iterations / 10 {
		if err := l.verifyOnce(); err != nil {
			return nil, 0, err
		}
	}
	cpuBefore := cpuUs()
	times := make([]float64, 0, iterations)
	for range iterations {
		began := time.Now()
		if err := l.verifyOnce(); err != nil {
			return nil, 0, err
		}
		times = append(times, float64(time.Since(began).Nanoseconds())/1000)
	}
	cpu := (cpuUs() - cpuBefore) / float64(iterations)
	slices.Sort(times)
	return times, cpu, nil
}

func versionOf(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, dependency := range info.Deps {
		if dependency.Path == path {
			return dependency.Version
		}
	}
	return "unknown"
}

func run(r request) error {
	l, err := load(r)
	if err != nil {
		return err
	}
	times, cpu, err := measure(l, r.iterations)
	if err != nil {
		return err
	}
	last := len(times) - 1
	return json.NewEncoder(os.Stdout).Encode(result{
		Peer: "sigstore-go", Version: versionOf(module), Bundle: r.bundle,
		Iterations: r.iterations, MinUs: times[0], MedianUs: times[last/2],
		P90Us: times[last*9/10], CPUUs: cpu,
	})
}

func main() {
	runtime.GOMAXPROCS(1)
	var r request
	flag.StringVar(&r.bundle, "bundle", "", "bundle to verify")
	flag.StringVar(&r.trustedRoot, "trusted-root", "", "trusted_root.json")
	flag.StringVar(&r.artifact, "artifact", "", "file that was signed")
	flag.StringVar(&r.identity, "identity", "", "exact identity of the signer")
	flag.StringVar(&r.issuer, "issuer", "", "exact issuer of the identity")
	flag.IntVar(&r.iterations, "iterations", 1, "how often to verify")
	flag.Parse()
	if r.iterations < 1 || r.identity == "" || r.issuer == "" {
		fmt.Fprintln(os.Stderr, "sigstore_go_verify: needs an identity, an issuer and iterations")
		os.Exit(2)
	}
	if err := run(r); err != nil {
		fmt.Fprintln(os.Stderr, "sigstore_go_verify:", err)
		os.Exit(1)
	}
}
