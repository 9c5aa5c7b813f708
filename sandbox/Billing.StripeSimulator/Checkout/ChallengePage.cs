namespace Billing.StripeSimulator.Checkout;

/// <summary>The page of the test bank that asks for 3-D Secure, the same for payments and for cards that are saved.</summary>
internal static class ChallengePage
{
    /// <summary>The page; its form posts to its own address.</summary>
    /// <param name="title">What is confirmed.</param>
    /// <param name="question">What the bank asks.</param>
    public static IResult Render(string title, string question) => PageTemplate.Page(
        "challenge.html", title, StatusCodes.Status200OK, ("title", title), ("question", question));

    /// <summary>Whether the form says yes.</summary>
    public static bool IsConfirmed(IFormCollection form) => form["outcome"] == "complete";
}
