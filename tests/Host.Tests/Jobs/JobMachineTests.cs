using AsyncCrawler.Host.Jobs;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Host.Tests.Jobs;

public sealed class JobMachineTests
{
    private static readonly JobTrigger[] Requests = [JobTrigger.Pause, JobTrigger.Resume, JobTrigger.Cancel];

    // What can end a state without anybody asking: the end of a run, or a mended fault.
    private static readonly JobTrigger[] Events = [.. Enum.GetValues<JobTrigger>().Except(Requests)];

    [Fact]
    public void States_AfterAnySequence_ConsistentlySayWhatHoldsThem() => Check.QuickThrowOnFailure(Prop.ForAll(Sequences(), triggers =>
        Walk(triggers).All(status => (status.State is JobState.Paused) == (status.Hold is not JobHold.None))));

    [Fact]
    public void States_AfterAnySequence_CanStillComeToAnEndOrAreOver() => Check.QuickThrowOnFailure(Prop.ForAll(Sequences(), triggers =>
        Walk(triggers).All(status => status.IsOver || Reaches(status, JobState.Cancelled, Requests.Concat(Events)))));

    [Fact]
    public void States_InWhichACrawlMayRun_EndWithTheRunAlone() => Check.QuickThrowOnFailure(Prop.ForAll(Sequences(), triggers =>
        Walk(triggers).Where(status => status.IsActive).All(status =>
            new[] { JobTrigger.Completed, JobTrigger.Interrupted, JobTrigger.Halted, JobTrigger.Broke }
                .All(end => JobMachine.Next(status, end, "x") is JobTransition.Moved { Status.IsActive: false }))));

    [Fact]
    public void Requests_ThatComeTwice_DoNothingTheSecondTime() => Check.QuickThrowOnFailure(Prop.ForAll(Sequences(), triggers =>
        Walk(triggers).All(status => Requests.All(request =>
            JobMachine.Next(status, request) is not JobTransition.Moved moved || JobMachine.Next(moved.Status, request) is JobTransition.Stayed or JobTransition.Refused))));

    [Fact]
    public void Restart_AfterAnySequence_LeavesNoJobThatSeemsToRun() => Check.QuickThrowOnFailure(Prop.ForAll(Sequences(), triggers =>
        Walk(triggers).All(status => !Apply(status, JobTrigger.Restarted).IsActive)));

    [Fact]
    public void EveryState_IsReached()
    {
        HashSet<JobState> reached = [];
        var open = new Queue<JobStatus>([JobStatus.New]);
        while (open.TryDequeue(out var status))
        {
            if (reached.Add(status.State))
            {
                Enum.GetValues<JobTrigger>().ToList().ForEach(trigger => open.Enqueue(Apply(status, trigger)));
            }
        }

        Assert.Equal(Enum.GetValues<JobState>().Order(), reached.Order());
    }

    [Theory]
    [InlineData(JobState.Running, JobTrigger.Interrupted, JobState.Queued)]
    [InlineData(JobState.Pausing, JobTrigger.Interrupted, JobState.Paused)]
    [InlineData(JobState.Cancelling, JobTrigger.Interrupted, JobState.Cancelled)]
    [InlineData(JobState.Cancelling, JobTrigger.Halted, JobState.Cancelled)]
    [InlineData(JobState.Cancelling, JobTrigger.Completed, JobState.Finished)]
    [InlineData(JobState.Failed, JobTrigger.Resume, JobState.Queued)]
    [InlineData(JobState.Failed, JobTrigger.Cancel, JobState.Cancelled)]
    internal void Next_Of_Leads(JobState state, JobTrigger trigger, JobState expected) => Assert.Equal(expected, Apply(new JobStatus(state), trigger).State);

    [Fact]
    public void Fault_OfARunningJob_HoldsItUntilItIsMended()
    {
        var held = Apply(new JobStatus(JobState.Running), JobTrigger.Halted, "disk-full: no room");

        Assert.Equal(new JobStatus(JobState.Paused, JobHold.Fault, "disk-full: no room"), held);
        Assert.Equal(JobState.Queued, Apply(held, JobTrigger.Recovered).State);
    }

    [Fact]
    public void Pause_OfAJobThatAFaultHolds_KeepsItWhenTheFaultIsMended()
    {
        var paused = Apply(new JobStatus(JobState.Paused, JobHold.Fault, "disk-full: no room"), JobTrigger.Pause);

        Assert.Equal(JobHold.Request, paused.Hold);
        Assert.IsType<JobTransition.Stayed>(JobMachine.Next(paused, JobTrigger.Recovered));
    }

    [Theory]
    [InlineData(JobState.Finished, JobTrigger.Pause)]
    [InlineData(JobState.Finished, JobTrigger.Resume)]
    [InlineData(JobState.Finished, JobTrigger.Cancel)]
    [InlineData(JobState.Cancelled, JobTrigger.Resume)]
    [InlineData(JobState.Pausing, JobTrigger.Resume)]
    [InlineData(JobState.Running, JobTrigger.Start)]
    internal void Next_OfWhatCannotBe_SaysWhy(JobState state, JobTrigger trigger) =>
        Assert.NotEmpty(Assert.IsType<JobTransition.Refused>(JobMachine.Next(new JobStatus(state), trigger)).Reason);

    private static Arbitrary<JobTrigger[]> Sequences() => Gen.Elements(Enum.GetValues<JobTrigger>()).ArrayOf().ToArbitrary();

    private static IEnumerable<JobStatus> Walk(IEnumerable<JobTrigger> triggers)
    {
        var status = JobStatus.New;
        yield return status;
        foreach (var trigger in triggers)
        {
            status = Apply(status, trigger);
            yield return status;
        }
    }

    private static JobStatus Apply(JobStatus status, JobTrigger trigger, string? reason = null) =>
        JobMachine.Next(status, trigger, reason) is JobTransition.Moved moved ? moved.Status : status;

    private static bool Reaches(JobStatus from, JobState target, IEnumerable<JobTrigger> triggers)
    {
        var all = triggers.ToList();
        HashSet<JobStatus> seen = [];
        var open = new Queue<JobStatus>([from]);
        while (open.TryDequeue(out var status))
        {
            if (status.State == target)
            {
                return true;
            }

            if (seen.Add(status with { Reason = null }))
            {
                all.ForEach(trigger => open.Enqueue(Apply(status, trigger) with { Reason = null }));
            }
        }

        return false;
    }
}
