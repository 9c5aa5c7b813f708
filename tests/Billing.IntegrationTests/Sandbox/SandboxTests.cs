using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Sandbox;

/// <summary>The first thing anybody sees of Billing.</summary>
public sealed class SandboxTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("billing-sandbox-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_demo_user_subscribes_and_finds_the_payment_again_after_a_restart()
    {
        int port = Ports.Free();
        using (SandboxProcess first = await SandboxProcess.StartReadyAsync(_folder, port))
        {
            using HttpClient demo = await first.SignInAsync();
            await SubscribeAsync(first, demo);
            await PaymentsAsync(demo, 1);
            (await first.InterruptAsync()).ShouldBe(0);
        }

        using SandboxProcess second = await SandboxProcess.StartReadyAsync(_folder, port);
        using HttpClient again = await second.SignInAsync();
        await PaymentsAsync(again, 1);
        second.Output.ShouldNotContain("created");
    }

    [Test]
    public async Task Other_ports_work_on_the_same_state()
    {
        using (SandboxProcess first = await SandboxProcess.StartReadyAsync(_folder))
        {
            await first.InterruptAsync();
        }

        using SandboxProcess second = await SandboxProcess.StartReadyAsync(_folder);
        using HttpClient demo = await second.SignInAsync();
        await SubscribeAsync(second, demo);
        await PaymentsAsync(demo, 1);
    }

    [Test]
    public async Task Reset_begins_anew()
    {
        using (SandboxProcess first = await SandboxProcess.StartReadyAsync(_folder))
        {
            using HttpClient demo = await first.SignInAsync();
            await SubscribeAsync(first, demo);
            await PaymentsAsync(demo, 1);
            await first.InterruptAsync();
        }

        using SandboxProcess second = await SandboxProcess.StartReadyAsync(_folder, arguments: "--reset");
        using HttpClient again = await second.SignInAsync();
        await PaymentsAsync(again, 0);
    }

    [Test]
    public async Task A_start_that_was_killed_at_any_moment_does_not_hinder_the_next()
    {
        var random = new Random(4711);
        for (int i = 0; i < 4; i++)
        {
            using SandboxProcess killed = SandboxProcess.Start(_folder);
            await Wait.UntilAsync(() => Task.FromResult(Directory.GetFiles(_folder).Length), files => files > i, "the start to be under way");
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(1, 700)));
            await moment.WaitForNextTickAsync();
            await killed.KillAsync();
        }

        using SandboxProcess next = await SandboxProcess.StartReadyAsync(_folder);
        using HttpClient demo = await next.SignInAsync();
        await SubscribeAsync(next, demo);
        await PaymentsAsync(demo, 1);
    }

    [Test]
    public async Task A_busy_port_is_one_clear_line()
    {
        using SandboxProcess first = await SandboxProcess.StartReadyAsync(_folder);
        string other = Path.Combine(_folder, "other");

        using SandboxProcess second = SandboxProcess.Start(other, first.Api.Port);

        (await second.EndAsync()).ShouldBe(1);
        second.Output.Trim().ShouldBe($"The sandbox cannot start: port {first.Api.Port} is in use. Choose another one with --port.");
    }

    [Test]
    public async Task A_second_one_on_the_same_folder_is_refused_and_resets_nothing()
    {
        using SandboxProcess first = await SandboxProcess.StartReadyAsync(_folder);

        using SandboxProcess second = SandboxProcess.Start(_folder, arguments: "--reset");

        (await second.EndAsync()).ShouldBe(1);
        second.Output.Trim().ShouldBe($"The sandbox cannot start: another sandbox runs on {_folder}. Give this one a folder of its own with --data.");
        using HttpClient demo = await first.SignInAsync();
        await PaymentsAsync(demo, 0);
    }

    [TestCase("Stripe__ApiKey", "sk_live_4711471147114711", "live key")]
    [TestCase("Stripe__ApiBase", "https://api.stripe.com", "not on this machine")]
    public async Task Real_Stripe_settings_are_refused(string name, string value, string because)
    {
        using SandboxProcess refused = SandboxProcess.Start(_folder, environment: new Dictionary<string, string> { [name] = value });

        (await refused.EndAsync()).ShouldBe(1);
        refused.Output.Trim().ShouldContain(because);
        refused.Output.Trim().ShouldNotContain('\n');
    }

    [TestCase("--port", "eighty")]
    [TestCase("--colour", "blue")]
    [TestCase("--stripe-port")]
    public async Task A_wrong_option_is_one_clear_line(params string[] arguments)
    {
        using SandboxProcess refused = SandboxProcess.Start(_folder, arguments: arguments);

        (await refused.EndAsync()).ShouldBe(1);
        refused.Output.Trim().ShouldContain(arguments[0]);
        refused.Output.Trim().ShouldNotContain('\n');
    }

    private static async Task SubscribeAsync(SandboxProcess sandbox, HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/v1/billing/checkout-session", new
        {
            plan_id = "pro",
            success_url = new Uri(sandbox.Api, "/done").ToString(),
            cancel_url = new Uri(sandbox.Api, "/plans").ToString(),
        });
        string session = (await answer.ReadJsonAsync()).GetProperty("session_id").GetString()!;
        using var stripe = new HttpClient { BaseAddress = sandbox.Stripe };
        using HttpResponseMessage paid = await stripe.PostAsJsonAsync(
            $"/_simulator/checkout/{session}/pay", new { card_number = "4242424242424242" });
        paid.EnsureSuccessStatusCode();
    }

    private static Task<JsonElement[]> PaymentsAsync(HttpClient client, int count) => Wait.UntilAsync(
        async () =>
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("/v1/billing/history", UriKind.Relative));
            return (await answer.ReadJsonAsync()).GetProperty("transactions").EnumerateArray().ToArray();
        },
        payments => payments.Length == count && payments.All(p => p.GetProperty("status").GetString() == "succeeded"),
        $"{count} paid payments");
}
