namespace EventPics.Emulator.Tests;

public sealed class RandomFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_seed_and_order_of_calls_give_the_same_faults()
    {
        string[] first = await RunAsync(seed: 7);
        string[] again = await RunAsync(seed: 7);
        string[] other = await RunAsync(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(fault => fault.Length > 0), 40, 80);
    }

    [Fact]
    public async Task Scripted_faults_come_first_and_Clear_ends_all()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        emulator.Faults.Random(1, probability: 1).OnEvents(Fault.Status(418)).OnEvents(Fault.None);

        Assert.Equal(418, (int)(await booth.ListAsync()).StatusCode);
        Assert.Equal(200, (int)(await booth.ListAsync()).StatusCode);
        emulator.Faults.OnEvents(Fault.ConnectionReset).Clear();

        Assert.Equal(200, (int)(await booth.ListAsync()).StatusCode);
    }

    private static async Task<string[]> RunAsync(int seed)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.Random(seed, probability: 0.3);
        for (int i = 0; i < 200; i++)
        {
            try
            {
                using HttpResponseMessage response = i % 2 == 0 ? await booth.AskAsync() : await booth.PutAsync(link, new byte[1000]);
            }
            catch (HttpRequestException)
            {
                // That is what a dropped connection looks like.
            }
        }

        return [.. emulator.Requests.Skip(1).Select(request => request.Fault?.ToString() ?? "")];
    }
}
