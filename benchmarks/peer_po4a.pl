# po4a, called as peer_tools.py calls the others: same arguments, same output.
#
# Its modules are called in one process for all articles, as its commands call them, without the
# wrapping of lines. An update runs msgmerge, as po4a does; its CPU time counts.
use strict;
use warnings;
use JSON::PP;
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);

binmode(STDOUT, ":utf8");
my ($step, $folder, $rounds) = @ARGV;
my $patience = 60;    # seconds for one article and task
my $version  = eval {
    require Locale::Po4a::Chooser;
    require Locale::Po4a::TransTractor;
    $Locale::Po4a::TransTractor::VERSION;
};
if (!defined $version) {
    print encode_json({ missing => JSON::PP::true });
    exit 0;
}
chdir $folder or die "$folder: $!";

sub parser {
    my $parser = Locale::Po4a::Chooser::new("text", markdown => 1, neverwrap => 1, "wrap-po" => "no");
    $parser->{TT}{utf_mode} = 1;
    return $parser;
}

sub extract {
    my ($name, $template) = @_;
    $template //= "$name.pot";
    parser()->process(
        file_in_name    => ["$name.md"],
        file_in_charset => "UTF-8",
        po_out_name     => $template,
    );
    -e $template or die "nothing was written\n";
}

sub update {
    my ($name) = @_;
    extract($name, "$name.new.pot");
    my @options = qw(--quiet --previous --no-wrap);
    system("msgmerge", @options, "-o", "$name.new.po", "$name.po", "$name.new.pot") == 0
        or die "msgmerge failed\n";
}

sub build {
    my ($name) = @_;
    my $parser = parser();
    $parser->process(
        po_in_name       => ["$name.po"],
        file_in_name     => ["$name.md"],
        file_in_charset  => "UTF-8",
        file_out_charset => "UTF-8",
    );
    $parser->write("$name.built");
}

sub cpu {
    my (undef, undef, $user, $system) = times;    # of children; in hundredths of a second
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID) + $user + $system;
}

sub attempt {
    my ($task, $name) = @_;
    my $done = eval {
        local $SIG{ALRM} = sub { die "more than $patience s\n" };
        alarm $patience;
        $task->($name);
        alarm 0;
        1;
    };
    my $reason = $@;
    alarm 0;
    return $done ? undef : substr($reason || "it failed", 0, 200);
}

my @tasks = $step eq "extract" ? ([ "extract", \&extract ])
    : ([ "extract", \&extract ], [ "update", \&update ], [ "build", \&build ]);
my @articles = map { s/\.md$//r } sort glob("????.md");

# what modules say while they work goes nowhere
open(my $out, ">&", \*STDOUT) or die $!;
open(STDOUT, ">", "/dev/null") or die $!;
my %failed;
for my $name (@articles) {
    for my $task (@tasks) {
        my $reason = attempt($task->[1], $name) // next;
        $failed{$name} = "$task->[0]: $reason";
        last;
    }
}
my %found = (version => $version, failed => \%failed);
if ($step eq "time") {
    my @left = grep { !exists $failed{$_} } @articles;
    for (1 .. $rounds) {
        for my $task (@tasks) {
            my $start = cpu();
            $task->[1]->($_) for @left;
            my $taken = cpu() - $start;
            my $best  = $found{seconds}{ $task->[0] };
            $found{seconds}{ $task->[0] } = $taken if !defined $best || $taken < $best;
        }
    }
}
print $out encode_json(\%found);
