using Microsoft.AspNetCore.Mvc;

namespace Billing.TopUps;

/// <summary>Where customers are sent back to after paying: one fixed address, never one from a request.</summary>
public sealed record PortalAddress(Uri Url)
{
    /// <param name="topUp">The top-up to show there; null when the return could not be believed.</param>
    public IActionResult Show(TopUpId? topUp) =>
        new RedirectResult(topUp is { } id ? $"{Url.AbsoluteUri}?topUp={id}" : Url.AbsoluteUri);
}
