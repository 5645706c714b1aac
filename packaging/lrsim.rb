# The formula of Homebrew; `make packages` fills in what stands between @.
class Lrsim < Formula
  desc "Simulator of learning-rate schedules and optimizers"
  homepage "@HOMEPAGE@"
  url "@HOMEPAGE@/releases/lrsim-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "cjson"
  depends_on "gnuplot"
  depends_on "libyaml"

  uses_from_macos "sqlite"

  def install
    system "make", "install", "CC=#{ENV.cc}", "PREFIX=#{prefix}",
           "bashcompdir=#{bash_completion}", "zshcompdir=#{zsh_completion}",
           "fishcompdir=#{fish_completion}"
  end

  test do
    assert_match "lrsim #{version}", shell_output("#{bin}/lrsim --version")
    assert_equal "0.5\n", shell_output("#{bin}/lrsim schedule 'linear(0.5)' --lr 1 --at 0")
    (testpath/"spec.yaml").write "learning_rate: 1e-4\nlr_scheduler_type: linear\nmax_steps: 9\n"
    system bin/"lrsim", "check", "spec.yaml"
  end
end
