import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { elements } from './defineMeterface';
import type { MeterfaceEvents } from './events';
import type { portalSettings, SettingTable } from './settings';

/** The attribute of a property: `page-size` of `pageSize`. */
type Attribute<Name extends string> = Name extends `${infer First}${infer Rest}` ? (Rest extends Uncapitalize<Rest> ? `${Uncapitalize<First>}${Attribute<Rest>}` : `${Uncapitalize<First>}-${Attribute<Rest>}`) : Name;

/** A name without capitals is a property and an attribute, so its value may also be the attribute's text: JSON, a number or `false`. */
type TextOf<Name extends string, Value> = Attribute<Name> extends Name ? (NonNullable<Value> extends string ? never : string) : never;

/** Each setting as a property, and as an attribute. */
type Given<Table extends SettingTable> = { [Name in keyof Table & string]?: ReturnType<Table[Name]> | TextOf<Name, ReturnType<Table[Name]>> | undefined } & { [Name in keyof Table & string as Attribute<Name>]?: ReturnType<Table[Name]> | string | undefined };

type Listeners = { [Name in keyof MeterfaceEvents as `on${Name}`]?: ((event: MeterfaceEvents[Name]) => void) | undefined };

type Functions<Element> = { [Name in keyof Element & ('getToken' | 'source' | 'onError')]?: Element[Name] | undefined };

type Props<Element, Table extends SettingTable> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Given<Table> | 'onError'> & Given<Table> & Listeners & Functions<Element>;

/** The portal has no settings of its own: the type of its table has any key, so it would allow any prop. */
type OwnSettings<Class> = Class extends { settings: infer Own extends SettingTable } ? (string extends keyof Own ? unknown : Own) : unknown;

type Elements = { [Name in keyof typeof elements]: Props<HTMLElementTagNameMap[Name], typeof portalSettings & OwnSettings<(typeof elements)[Name]>> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
