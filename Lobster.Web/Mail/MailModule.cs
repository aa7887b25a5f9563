using Lobster.Core.Standing;
using Lobster.Core.Verification;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Mail;

/// <summary>Sends e-mails from the outbox.</summary>
internal static class MailModule
{
    /// <summary>Registers the sender and its settings under <c>Lobster:Mail</c>.</summary>
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptions>();
        builder.Services.AddSingleton<MailQueue>();
        builder.Services.AddSingleton<IStandingLetters, StandingLetters>();
        builder.Services.AddSingleton<IBooksLetters, BooksLetters>();
        if (builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.Host)}"]))
            builder.Services.AddHostedService<DevelopmentMailbox>();
        else builder.Services.AddHostedService<MailSender>();
        return builder;
    }
}
