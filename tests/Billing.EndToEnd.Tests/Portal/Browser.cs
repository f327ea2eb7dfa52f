using Microsoft.Playwright;

namespace Billing.EndToEnd.Tests.Portal;

/// <summary>A headless Chromium of this machine; where there is none, the test is skipped and says why.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>A loaded machine is slow; only a test that fails waits this long.</summary>
    private const int PatienceMilliseconds = 30_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private Browser(IPlaywright playwright, IBrowser chromium) => (_playwright, _chromium) = (playwright, chromium);

    /// <summary>Each start has a profile of its own, which is gone afterwards.</summary>
    public static async Task<Browser> StartOrSkip()
    {
        var program = Places.FirstOrDefault(File.Exists);
        if (program is null) Assert.Skip($"No Chromium on this machine: looked for {string.Join(", ", Places)}.");

        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var launch = new BrowserTypeLaunchOptions { ExecutablePath = program, Headless = true, Args = Flags };
        return new(playwright, await playwright.Chromium.LaunchAsync(launch));
    }

    public async Task<IPage> Open(Uri address, BrowserNewContextOptions? look = null)
    {
        var context = await _chromium.NewContextAsync(look);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
