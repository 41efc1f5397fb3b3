using EventPics.Emulator;
using EventPics.LiveCheck.Questions;

namespace EventPics.LiveCheck.Tests;

public sealed class InterviewTests
{
    [Fact]
    public async Task A_service_that_never_answers_gives_no_answer()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnEvents(Fault.Delay(TimeSpan.FromDays(1)));

        var answer = await AskAsync(emulator, new EventListQuestion(), questionTimeout: TimeSpan.FromSeconds(1));

        Assert.Equal(Finding.NoAnswer("it took too long"), answer.Finding);
        Assert.Null(Assert.Single(answer.Responses).Status);
    }

    [Fact]
    public async Task A_question_that_waits_for_an_upload_URL_to_expire_has_its_lifetime_in_addition()
    {
        var lifetime = TimeSpan.FromSeconds(12);
        await using var emulator = await StartAsync(new EventPicsEmulatorOptions { UploadUrlLifetime = lifetime });

        var answer = await AskAsync(emulator, new ExpiredUrlQuestion(), questionTimeout: lifetime);

        Assert.Equal(Finding.AsAssumed(), answer.Finding);
    }

    [Fact]
    public async Task An_upload_URL_that_cannot_be_used_gives_no_answer()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnUploadUrl(Fault.UploadUrl("ftp://storage.example/livecheck.jpg"));

        var answer = await AskAsync(emulator, new DefaultAlbumQuestion(), TestTimeout.Default);

        Assert.Equal(FindingKind.NoAnswer, answer.Finding.Kind);
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_Expect_has_not_accepted_the_size()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.OnPut(Fault.Stall().Times(5));

        var answer = await AskAsync(emulator, new SizeLimitQuestion(), TestTimeout.Default);

        Assert.Equal(
            Finding.NoAnswer("the storage does not answer Expect: 100-continue for 20 MB, 0 MB was accepted"), answer.Finding);
    }

    private static async Task<Answer> AskAsync(EventPicsEmulator emulator, Question question, TimeSpan questionTimeout)
    {
        var options = LiveCheckOptions.Parse(["--event", "abcd1234", "--album", "a1"]) with
        {
            ApiKey = emulator.ApiKey,
            BaseAddress = emulator.BaseAddress,
            ContinueTimeout = TimeSpan.FromSeconds(2),
        };
        using var service = new LiveService(options, TimeProvider.System.GetUtcNow());
        return await new Interview(service, questionTimeout).AskAsync(question);
    }

    private static Task<EventPicsEmulator> StartAsync(EventPicsEmulatorOptions? options = null) =>
        EventPicsEmulator.StartAsync(options, TestContext.Current.CancellationToken);
}
