using System.Globalization;
using Bunit;
using Lobster.Core;
using Lobster.Web.Components;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace Lobster.Tests.Web;

/// <summary>Draws components as the panel does: English words, UTC, a clock that stands at Thursday 12 November 2026, 09:41.</summary>
internal sealed class UiContext : BunitContext
{
    public UiContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 12, 9, 41, 0, TimeSpan.Zero));
        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(new BusinessClock(Time));
        Services.AddSingleton(PanelCurrency.Of("USD"));
        Services.AddSingleton(new Brand());
        Services.AddSingleton(new Core.Standing.StandingOptions());
        Services.AddScoped<Formats>().AddScoped<Visitor>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    public FakeTimeProvider Time { get; }

    public Formats Formats => Services.GetRequiredService<Formats>();

    public Instant Now => Instant.From(Time.GetUtcNow());
}
