using System.Text.Json;
using Microsoft.Playwright;

namespace Billing.BrowserTests;

/// <summary>axe-core, which finds what keeps people with a keyboard, a screen reader or weak eyes from a page.</summary>
internal static class Axe
{
    private static readonly string Source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <summary>What is wrong with the page and its frames as they are now, one line each: impact, rule, where.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        var found = new List<string>();
        foreach (var frame in page.Frames)
        {
            // As an evaluation, which the page's security policy does not concern; each frame by itself, for they are of other origins.
            await frame.EvaluateAsync(Source);
            var violations = await frame.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { iframes: false })).violations");
            found.AddRange(violations.EnumerateArray().SelectMany(v => v.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{v.GetProperty("impact")} {v.GetProperty("id")}: {node.GetProperty("html")}")));
        }

        return found;
    }
}
