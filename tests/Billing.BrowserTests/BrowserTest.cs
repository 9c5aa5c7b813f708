using Billing.IntegrationTests.Sandbox;
using Microsoft.Playwright;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using Shouldly;

namespace Billing.BrowserTests;

/// <summary>A test in a browser profile of its own. At its end nothing may have complained: no console error, no policy violation.</summary>
public abstract class BrowserTest
{
    private readonly List<string> _complaints = [];
    private IBrowserContext _context = null!;

    /// <summary>The page.</summary>
    protected IPage Page { get; private set; } = null!;

    /// <summary>The product and the simulated Stripe.</summary>
    internal static SandboxProcess Sandbox => SandboxFixture.Sandbox;

    [SetUp]
    public async Task OpenAsync()
    {
        _complaints.Clear();
        _context = await SandboxFixture.Browser.NewContextAsync();
        Page = await NewPageAsync();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            var picture = Path.Combine(TestContext.CurrentContext.WorkDirectory, TestContext.CurrentContext.Test.Name + ".png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            TestContext.AddTestAttachment(picture);
        }

        await _context.CloseAsync();
        _complaints.ShouldBeEmpty();
    }

    /// <summary>Another tab of the same profile.</summary>
    protected async Task<IPage> NewPageAsync()
    {
        var page = await _context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        return page;
    }

    /// <summary>Takes back what Chromium says of every answer with that status: the test provokes it.</summary>
    protected void ExpectAnswer(int status) => _complaints.RemoveAll(c => c.Contains($"status of {status} ", StringComparison.Ordinal));

    /// <summary>Opens an address of the product.</summary>
    protected Task GoToAsync(string path) => Page.GotoAsync(new Uri(Sandbox.Api, path).ToString());

    /// <summary>The heading that names the page, once it is there.</summary>
    protected Task ExpectHeadingAsync(string name) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name, Level = 1 })).ToBeVisibleAsync();

    /// <summary>Looks again and again until there is something to see.</summary>
    protected static async Task<T> WaitForAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (true)
            {
                if (await look() is { } seen)
                {
                    return seen;
                }

                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not seen within 20 s: {what}.");
        }
    }

    /// <summary>A button by its name.</summary>
    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    /// <summary>A link by its name.</summary>
    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });
}
