import type { ComponentType, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { ErrorNotice } from '../components/Notice';
import type { PortalError } from '../core';
import { LocalizationProvider } from '../i18n/LocalizationProvider';
import { PortalProvider } from '../react/PortalProvider';
import { asPortalError, type OnError, report } from '../react/reports';
import type { GetToken, PortalSource } from '../sources';
import { type AttributeName, attributeNames, paintTheme, parseRefreshEvery } from './attributes';
import { type Access, type Group, isSameAccess, joinGroup, leaveGroup } from './groups';
import { adoptStyles } from './sheet';

declare global {
  interface HTMLElementEventMap {
    /** A question failed, a part of an answer or an attribute could not be used. Like `error`, it does not bubble. */
    'meterface-error': CustomEvent<PortalError>;
  }
}

/** On a server there are no elements: there the classes can be imported, and that is all. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/** Set by a host before the element was defined, they are its own and hide ours. */
const properties = ['getToken', 'onError', 'source', 'token'] as const;

/**
 * A widget as an element of any page. It draws into a shadow tree with an adopted sheet: the page's rules for `h2` or
 * `button` do not reach in, the ids of two React roots cannot meet, and no `<style>` is needed. What is meant to pass
 * does, by inheritance: font, colours, `color-scheme`, language of numbers and the custom properties of the theme.
 */
export class MeterfaceElement extends Base {
  static readonly observedAttributes: readonly string[] = attributeNames;

  readonly #Widget: ComponentType;
  #changed = new Set<AttributeName>();
  #isDue = false;
  /** For one server: it never follows to another. */
  #token: { text: string; server?: string } | undefined;
  #getToken: GetToken | undefined;
  #source: PortalSource | undefined;
  #onError: OnError | undefined;
  #refreshEvery: number | undefined;
  /** How it last asked, and what came of it. */
  #entered: { access: Access; result: Group | PortalError } | undefined;
  #root: Root | undefined;

  constructor(Widget: ComponentType) {
    super();
    this.#Widget = Widget;
    for (const name of properties) {
      if (!Object.hasOwn(this, name)) continue;
      const given: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, given);
    }
  }

  /** Asks your backend for a session token, as in `createPolarSource`. Wins over `token`. It can be set, and not be read. */
  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken ?? undefined;
    this.#schedule();
  }

  /** A session token that cannot be renewed, as the attribute has it. It can be set, and not be read. */
  set token(token: string | undefined) {
    this.#token = token == null ? undefined : { text: token };
    this.#schedule();
  }

  /** Any other source of data: in place of `server` and of tokens. It can be set, and not be read. */
  set source(source: PortalSource | undefined) {
    this.#source = source ?? undefined;
    this.#schedule();
  }

  /** Told of the same as who listens for `meterface-error`. */
  get onError(): OnError | undefined {
    return this.#onError;
  }

  set onError(onError: OnError | undefined) {
    this.#onError = onError ?? undefined;
  }

  connectedCallback(): void {
    this.#schedule();
  }

  disconnectedCallback(): void {
    this.#schedule();
  }

  /** A sheet stays behind in the document that made it. */
  adoptedCallback(): void {
    if (this.shadowRoot !== null) adoptStyles(this.shadowRoot);
  }

  attributeChangedCallback(name: AttributeName, before: string | null, value: string | null): void {
    if (name === 'token') {
      if (value === null) return;
      this.token = value;
      // Now, and not when it is drawn: until then anybody could copy the element.
      this.removeAttribute('token');
    } else if (value !== before) {
      this.#changed.add(name);
      this.#schedule();
    }
  }

  /** A moment later, so that all that changes together is drawn once, and a move is no end. */
  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      // A document without a window, such as a parser makes, shows nothing.
      if (this.isConnected && this.ownerDocument.defaultView !== null) this.#draw();
      else this.#end();
    });
  }

  #draw(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    const problems = paintTheme(this, changed);
    if (changed.has('refresh-every')) problems.push(...this.#readRefreshEvery());

    const before = this.#entered;
    const access = this.#access();
    if (before === undefined || !isSameAccess(before.access, access)) {
      this.#entered = { access, result: enter(access) };
      if (isError(this.#entered.result)) problems.push(this.#entered.result);
    }
    const content = this.#contentOf(this.#entered?.result);
    const root = (this.#root ??= createRoot(this.#shadow()));
    // In this frame: the first one is not empty, and in no other is anything of a customer who was before.
    flushSync(() => root.render(content));
    if (before !== this.#entered) leave(before?.result);
    for (const problem of problems) this.#tell(problem);
  }

  #end(): void {
    this.#root?.unmount();
    this.#root = undefined;
    leave(this.#entered?.result);
    this.#entered = undefined;
  }

  #shadow(): ShadowRoot {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    adoptStyles(shadow);
    return shadow;
  }

  #contentOf(result: Group | PortalError | undefined): ReactNode {
    if (result === undefined) return null;
    const signInUrl = this.getAttribute('sign-in-url');
    const language = { locale: this.getAttribute('locale') ?? undefined, timeZone: this.getAttribute('time-zone') ?? undefined };
    if (isError(result)) {
      return (
        <LocalizationProvider {...language}>
          <div className="mf mf-widget">
            <ErrorNotice error={result} signInUrl={signInUrl ?? undefined} />
          </div>
        </LocalizationProvider>
      );
    }
    const { name, source, queryClient } = result;
    const options = { ...(signInUrl !== null && { signInUrl }), ...(this.#refreshEvery !== undefined && { refreshEvery: this.#refreshEvery }) };
    const Widget = this.#Widget;
    return (
      <PortalProvider key={name} source={source} queryClient={queryClient} scope={this.#scope} onError={this.#tell} {...language} {...options}>
        <Widget />
      </PortalProvider>
    );
  }

  get #scope(): string {
    return this.getAttribute('scope') ?? 'page';
  }

  #access(): Access {
    const server = this.getAttribute('server') ?? 'production';
    if (this.#token && (this.#token.server ??= server) !== server) this.#token = undefined;
    return { server, scope: this.#scope, token: this.#token?.text, getToken: this.#getToken, source: this.#source };
  }

  #readRefreshEvery(): PortalError[] {
    try {
      this.#refreshEvery = parseRefreshEvery(this.getAttribute('refresh-every'));
      return [];
    } catch (error) {
      this.#refreshEvery = undefined;
      return [asPortalError(error)];
    }
  }

  readonly #tell = (error: PortalError): void => {
    this.dispatchEvent(new CustomEvent('meterface-error', { detail: error }));
    report(this.#onError, error);
  };
}

function enter(access: Access): Group | PortalError {
  try {
    return joinGroup(access);
  } catch (error) {
    return asPortalError(error);
  }
}

function leave(result: Group | PortalError | undefined): void {
  if (result !== undefined && !isError(result)) leaveGroup(result);
}

function isError(result: Group | PortalError): result is PortalError {
  return result instanceof Error;
}
