using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests.Faults;

public sealed class RandomFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_seed_and_order_of_calls_give_the_same_faults()
    {
        var first = await RunAsync(seed: 7);
        var again = await RunAsync(seed: 7);
        var other = await RunAsync(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(fault => fault.Length > 0), 40, 80);
    }

    [Fact]
    public async Task Scripted_faults_take_precedence_and_Clear_removes_all()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        emulator.Faults.Random(1, probability: 1).OnEvents(Fault.Status(418)).OnEvents(Fault.None);

        Assert.Equal(418, (int)(await uploader.ListAsync()).StatusCode);
        Assert.Equal(200, (int)(await uploader.ListAsync()).StatusCode);
        emulator.Faults.OnEvents(Fault.ConnectionReset).Clear();

        Assert.Equal(200, (int)(await uploader.ListAsync()).StatusCode);
    }

    private static async Task<string[]> RunAsync(int seed)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.Random(seed, probability: 0.3);
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var response = i % 2 == 0 ? await uploader.RequestUploadUrlAsync() : await uploader.PutAsync(url, new byte[1000]);
            }
            catch (HttpRequestException)
            {
                // The connection was dropped.
            }
        }

        return [.. emulator.Requests.Skip(1).Select(request => request.Fault?.ToString() ?? "")];
    }
}
