using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace EventPics.Tests.Adversary;

/// <summary>
/// Randomized uploads, reproducible from a seed: whatever the service, the storage, the network, listeners and the caller do, what the
/// client reports is true. <c>EVENTPICS_SEED=n</c> reruns one seed and prints its log, <c>EVENTPICS_SEEDS=n</c> runs n seeds,
/// starting at <c>EVENTPICS_FIRST_SEED</c>.
/// </summary>
public sealed class AdversarialTests
{
    public const string Key = "key-canary-0123456789";

    private const int Seeds = 10_000;
    private const int FailuresShown = 5;

    [Fact]
    public void Every_reported_outcome_is_true_under_random_faults()
    {
        using var traces = ThrowingTraces();
        using var metrics = ThrowingMetrics();
        var failures = new List<string>();
        var counts = new OutcomeCounts();
        var seeds = Number("EVENTPICS_SEEDS") ?? Seeds;
        if (Number("EVENTPICS_SEED") is { } one)
        {
            Play(one, failures, counts);
        }
        else
        {
            Run(seeds, failures, counts);
            TestContext.Current.TestOutputHelper?.WriteLine(counts.ToString());
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(Number("EVENTPICS_SEED") is not null || seeds < Seeds
            || counts.AreAllReached, $"The schedules are too tame or too wild: {counts}");
    }

    // Dedicated threads: work that the client queues to the thread pool then runs from its global queue, in order.
    private static void Run(int seeds, List<string> failures, OutcomeCounts counts)
    {
        var first = Number("EVENTPICS_FIRST_SEED") ?? 0;
        var next = first - 1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed < first + seeds && Volatile.Read(ref counts.Broken) < FailuresShown)
            {
                Play(seed, failures, counts);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static void Play(int seed, List<string> failures, OutcomeCounts counts)
    {
        // A separate execution context, so that throwing listeners affect this seed only.
        using var scenario = new Scenario(seed, counts);
        try
        {
            Scenario.Listens.Value = scenario.HasThrowingListeners;
            scenario.Play();
        }
        catch (Exception e)
        {
            scenario.Problems.Add($"The scenario itself failed: {e}");
        }
        finally
        {
            Scenario.Listens.Value = false;
        }

        if (scenario.Problems.Count > 0)
        {
            Interlocked.Increment(ref counts.Broken);
            lock (failures)
            {
                failures.Add($"EVENTPICS_SEED={seed}\n{string.Join("\n", scenario.Problems)}\n  {string.Join("\n  ", scenario.Story)}");
            }
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static ActivityListener ThrowingTraces()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EventPicsTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => Scenario.ThrowIfListening(),
            ActivityStopped = _ => Scenario.ThrowIfListening(),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ThrowingMetrics()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EventPicsTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Scenario.ThrowIfListening());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Scenario.ThrowIfListening());
        listener.Start();
        return listener;
    }
}
